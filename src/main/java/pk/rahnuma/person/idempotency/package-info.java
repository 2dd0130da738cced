/// Results of requests of programs, kept for two days (without a known person, for ten minutes), so that a request that
/// is sent again takes effect once.
package pk.rahnuma.person.idempotency;
