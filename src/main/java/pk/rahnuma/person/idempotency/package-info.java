/// Results of requests of programs, kept for two days, so that a request that is sent again takes effect once.
package pk.rahnuma.person.idempotency;
