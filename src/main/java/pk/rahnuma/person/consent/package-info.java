/// Consent of persons, and the deletion of messages without consent. Used by the packages of `person` and by the demo
/// data.
package pk.rahnuma.person.consent;
