/// The loaded scripts, their versions in the database, and notices from their texts. Domain packages use
/// [pk.rahnuma.script.NotificationTexts] and [pk.rahnuma.script.FormQuestions].
package pk.rahnuma.script;
