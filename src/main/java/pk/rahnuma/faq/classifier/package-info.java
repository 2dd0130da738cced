/// Classification of questions: features, a logistic regression, and the redaction of questions for storage. Knows no
/// database and no framework; used by `faq` and by the commands for authors.
package pk.rahnuma.faq.classifier;
