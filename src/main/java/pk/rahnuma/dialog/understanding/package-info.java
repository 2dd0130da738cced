/// Reads a typed text once. [Lexicon] has all phrases and words that the texts teach,
/// in one trie of words. [Utterance] is one text: its words, where they are, and every
/// phrase found in it. All that understands a text asks its utterance, and no other class compares words.
package pk.rahnuma.dialog.understanding;
