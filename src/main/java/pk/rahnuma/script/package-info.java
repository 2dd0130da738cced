/// The loaded scripts, their versions in the database, and notices from their texts. Domain packages use
/// [NotificationTexts] and [FormQuestions].
package pk.rahnuma.script;
