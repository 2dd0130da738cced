/// Search for applications whose answers are sealed: each word of a name, each number and each e-mail address is stored
/// beside it as a keyed hash ([SearchIndexRepository]), made by the same rules ([SearchTerms]) from the answers and
/// from the query. The same hashes, with those of subscriber ids and files, tell what applications have in common. Used
/// by the packages that store and find applications.
package pk.rahnuma.registration.search;
