/// The optional language model, which chooses a topic where the built-in classifier does not understand a question. It
/// reads words of the desk's own answers only, and writes to no person: [pk.rahnuma.faq.advice.LanguageModelClient]
/// takes the name of a topic from it, or nothing.
package pk.rahnuma.faq.advice;
