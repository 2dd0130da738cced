/// Topics, answers and synonyms of the folder `answers/`, the checks on its files, and the classifier of questions.
/// Knows no database and no framework; used by the packages of `faq`.
package pk.rahnuma.faq.catalog;
