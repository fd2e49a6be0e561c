/// Numbers that look random and are the same in every run (xorshift, 64 bits).
pub fn random() -> impl Iterator<Item = u64> {
    let next = |state: &u64| {
        let state = state ^ (state << 13);
        let state = state ^ (state >> 7);
        Some(state ^ (state << 17))
    };
    std::iter::successors(Some(0x9E37_79B9_7F4A_7C15), next).skip(1)
}
