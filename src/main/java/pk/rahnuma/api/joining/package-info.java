/// Joining of persons, and parting of addresses, over HTTP: docs/joining.md.
package pk.rahnuma.api.joining;
