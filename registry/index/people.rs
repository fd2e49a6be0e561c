//! The assignees and contacts of each record, and the people.

use super::super::check::Registry;
use super::super::tables::{Distinct, Sparse, Tables};

pub fn index(tables: &mut Tables, registry: &Registry) {
    // A list is the number of assignees, the assignees, the contacts. A record without an assignee has
    // its contacts as assignees: they are stored once, with the number 0.
    let mut lists: Distinct<Vec<u32>> = Distinct::default();
    let mut record_people = Vec::new();
    for record in &registry.records {
        let mut list = vec![0];
        if record.assignees != record.contacts {
            list[0] = record.assignees.len() as u32;
            list.extend_from_slice(&record.assignees);
        }
        list.extend_from_slice(&record.contacts);
        record_people.push(lists.number(list));
    }
    let (mut start, mut assignees, mut people) = (vec![0], Vec::new(), Vec::new());
    for list in &lists.items {
        assignees.push(list[0]);
        people.extend_from_slice(&list[1..]);
        start.push(people.len() as u32);
    }
    tables.column("RECORD_PEOPLE", record_people);
    tables.column("PEOPLE_START", start);
    tables.column("PEOPLE_ASSIGNEES", assignees);
    tables.column("PEOPLE", people);

    let (mut ids, mut names, mut organizations) = (Vec::new(), Vec::new(), Sparse::default());
    for (number, person) in registry.people.iter().enumerate() {
        ids.push(person.id.as_str());
        names.push(person.name.as_deref().unwrap_or_default());
        organizations.push(number, person.organization.as_deref());
    }
    tables.text("PERSON_START", "PERSON_TEXT", &ids);
    tables.text("PERSON_NAME_START", "PERSON_NAME_TEXT", &names);
    tables.sparse(
        [
            "ORGANIZATION_PERSON",
            "ORGANIZATION_OF",
            "ORGANIZATION_START",
            "ORGANIZATION_TEXT",
        ],
        organizations,
    );
}
