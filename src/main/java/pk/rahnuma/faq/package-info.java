/// What people ask, and what the desk answers: the files under `answers/` of the scripts folder, and the understanding
/// of a question in any of the three languages. Knows no chat, no database and no framework.
///
///     FaqCatalog answers = FaqCatalog.loadCatalog(sources);    // or InvalidScriptsException: every problem, with its
/// remedy
///     QuestionClassifier understanding = QuestionClassifier.of(answers); // most of a second
///     QuestionClassification understood = understanding.of("fees kitni hai");
///     understood.topic();                                      // "fee", or null when it would be a guess
///     answers.wording("ur", understood.nearest().getFirst());  // what to say, in any language
///
/// [pk.rahnuma.faq.catalog.FaqReader] reads and checks the files. [pk.rahnuma.faq.catalog.SpellingNormaliser] makes one
/// word of the many ways to write it; [pk.rahnuma.faq.classifier.FeatureExtractor] are the pieces of a question that
/// are compared; [pk.rahnuma.faq.classifier.QuestionClassifier] weighs them.
///
/// What an author writes is described in `docs/answers.md`.
package pk.rahnuma.faq;
