/// What `demo` fills an empty database with: people and organisations that do not exist, and half a year of what they
/// and the staff did. [DemoDataSeeder] puts it together; a class for each kind of data.
///
/// All of it goes through the rooms' own services, at a time that is given to them: sealed, hashed, found and audited
/// as in production. [SimulatedTimeline] keeps what happens in order. Only what no service does at another time is
/// written here: the trail of the many who left ([DemoFunnelEvents]), and that messages of then were delivered.
///
/// The size is that of the register of mid-2024 (domain.md, F19): 20,437 registered lines, of which 19,840 of 1,286
/// companies, 180 of 136 freelancers, and 417 through an association, which here is an organisation of its own beside
/// the companies ([DemoApplicants]). Names come from short lists; numbers from ranges that nobody has
/// ([pk.rahnuma.cli.demo.random.FakeIdentities]).
package pk.rahnuma.cli.demo;
