/// Rights over personal data: what is stored, its export, and its erasure, at request after a week or after a year of
/// silence.
package pk.rahnuma.person.erasure;
