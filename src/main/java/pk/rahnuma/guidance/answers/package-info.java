/// What people ask, and what the desk answers: the files under `answers/` of the scripts folder, and the understanding
/// of a question in any of the three languages. Knows no chat, no database and no framework.
///
///     Answers answers = Answers.load(sources);                 // or ScriptsInvalid: every problem, with its remedy
///     Understanding understanding = Understanding.of(answers); // most of a second
///     Understood understood = understanding.of("fees kitni hai");
///     understood.topic();                                      // "fee", or null when it would be a guess
///     answers.wording("ur", understood.nearest().getFirst());  // what to say, in any language
///
/// [Reader] reads and checks the files. [Spelling] makes one word of the many ways to write it; [Features] are the
/// pieces of a question that are compared; [Understanding] weighs them.
///
/// What an author writes is described in `docs/answers.md`.
package pk.rahnuma.guidance.answers;
