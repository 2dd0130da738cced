/// Demo data for an empty database: fictitious people and organisations, and half a year of activity of them and of
/// staff. [DemoDataSeeder] is the entry; `demo.yaml` ([DemoContent]) has the names, forms, and what happens to
/// applications and tickets.
///
/// All data is written by the services of the domain packages at simulated times: sealed, hashed, searchable and
/// audited as in production. [SimulatedTimeline] keeps events in order. Only the delivery of past messages is written
/// here, which no service can write for another time.
///
/// The size is that of the register of mid-2024 (docs/domain.md, "Register size"): 20,437 registered lines, of which
/// 19,840 of 1,286 companies, 180 of 136 freelancers, and 417 through an association, which here is an organisation of
/// its own beside the companies ([DemoApplications]). Numbers are from ranges that are not assigned ([DemoPeople]).
package pk.rahnuma.cli.demo;
