package pk.rahnuma.endtoend;

import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Dialog steps that several tests share.
public final class DialogShortcuts {

    private DialogShortcuts() {}

    /// Walks from the first message to the question for the name in the form.
    public static void walkToTheNameQuestion(FakeTelegramUser person, ExpectedTexts said) {
        TelegramRegistrationTest.greet(person, said);
        person.says(said.registerWord());
        TelegramRegistrationTest.agree(person, said);
        person.awaits(said.text("register-individual.work_type.ask"));
        person.taps(said.text("register-individual.work_type.options.freelancer"));
        person.awaits(said.text("register-individual.full_name.ask"));
    }

    /// Asks for an agent in English, from any place.
    ///
    /// @return the number of the ticket
    public static Reference openTicket(FakeTelegramUser person, ExpectedTexts said, String story) {
        person.says("human");
        person.awaits(said.text("human.story.ask"));
        person.says(story);
        String words = person.awaits("Your ticket number is").text();
        return Reference.parseText(words.replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1"))
                .orElseThrow();
    }
}
