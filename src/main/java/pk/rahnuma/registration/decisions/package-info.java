/// What becomes of an application: staff decide ([pk.rahnuma.registration.decisions.Decisions], from what
/// [pk.rahnuma.registration.decisions.Dossiers] shows them), applicants give up or ask to look again
/// ([pk.rahnuma.registration.decisions.Withdraw], [pk.rahnuma.registration.decisions.Cancel],
/// [pk.rahnuma.registration.decisions.Reopen]), and time runs out. All whom it concerns hear of what staff and time do.
package pk.rahnuma.registration.decisions;
