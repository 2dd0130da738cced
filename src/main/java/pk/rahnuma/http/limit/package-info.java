/// Limits of what clients may do at once and per day: rates, concurrent operations, memory and disk space. The limits
/// are per process.
package pk.rahnuma.http.limit;
