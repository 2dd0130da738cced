/// Questions of people and the answers of the desk: the files under `answers/` of the scripts folder, and the
/// classification of a question in any of the three languages. The packages inside know no chat, no database and no
/// framework; this one has the actions of scripts.
///
///     FaqCatalog answers = FaqCatalog.loadCatalog(sources);    // or InvalidScriptsException, with every problem
///     QuestionClassifier classifier = QuestionClassifier.trainOn(answers); // most of a second
///     QuestionClassification result = classifier.classifyQuestion("fees kitni hai");
///     result.topic();                                          // "fee", or null when it would be a guess
///     answers.topicTexts("ur", result.nearest().getFirst());   // the answer, in any language
///
/// [pk.rahnuma.faq.catalog.FaqReader] reads and checks the files. [pk.rahnuma.faq.catalog.SpellingNormaliser] maps the
/// many spellings of a word to one; [pk.rahnuma.faq.catalog.FeatureExtractor] extracts the features of a question;
/// [pk.rahnuma.faq.catalog.QuestionClassifier] weighs them; [pk.rahnuma.faq.catalog.QuestionInterpreter] finds
/// two questions in one text.
///
/// `docs/answers.md` describes the files for authors.
package pk.rahnuma.faq;
