/// Decisions of a sandbox, by rules that a client steers with the identity number of the applicant. docs/sandbox.md
/// lists the rules.
package pk.rahnuma.registration.sandbox;
