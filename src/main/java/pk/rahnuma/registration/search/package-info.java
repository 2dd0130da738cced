/// How staff find an application although what it says is sealed: each word of a name, each number and each e-mail
/// address stands beside it as a keyed hash ([SearchIndexRepository]), made by the same rules ([SearchTerms]) from what
/// was answered and from what is typed into the search.
package pk.rahnuma.registration.search;
