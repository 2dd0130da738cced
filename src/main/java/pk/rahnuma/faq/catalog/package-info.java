/// Topics, answers and synonyms of the folder `answers/`, and the checks on its files. Knows no database and no
/// framework; used by the packages of `faq`.
package pk.rahnuma.faq.catalog;
