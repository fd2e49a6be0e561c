//! Times, by criterion: the crate beside its rivals and its limit, a group for each kind of query.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn lookups(criterion: &mut Criterion) {
    for group in benches::groups::all() {
        group.check();
        let mut bench = criterion.benchmark_group(group.name);
        bench.throughput(Throughput::Elements(group.operations as u64));
        for contender in group.contenders {
            bench.bench_function(contender.name, |bencher| {
                bencher.iter(|| black_box((contender.round)()));
            });
        }
        bench.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1000));
    targets = lookups
}
criterion_main!(benches);
