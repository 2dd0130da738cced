package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.faq.UnansweredQuestionRepository;

/// Questions to a whole desk, with the real FAQ answers.
class QuestionAnsweringTest {

    @Test
    void aQuestionInTheMiddleOfAFormIsAnsweredInItsLanguageAndTheFormGoesOn() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ChannelUser guest = new WebChannelUser(server);
            guest.sendsText("hello");
            guest.awaitsMessage("Tap a button, or ask");
            guest.sendsText("/register");
            guest.tapsButton(guest.awaitsMessage("Do you agree?"), "Yes");
            guest.awaitsMessage("How do you work?");

            guest.sendsText("/ask");
            guest.awaitsMessage("Ask in your own words");
            guest.sendsText("bhai fees kitni hai is ki?");
            assertThat(guest.awaitsMessage("tak ki maloomat").text())
                    .contains("muft hai")
                    .contains("Source: ");
            guest.awaitsMessage("Aap kaise kaam karte hain?");
        }
    }

    @Test
    void anUnclearQuestionIsAskedBackAndTheNearestTopicAnswered() {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ChannelUser guest = new WebChannelUser(server);
            guest.sendsText("hello");
            guest.awaitsMessage("Tap a button, or ask");
            guest.sendsText("/ask");
            guest.awaitsMessage("Ask in your own words");
            guest.sendsText("does my horse Zulfi need a paper for the line");
            ChannelUser.ShownMessage back = guest.awaitsMessage("Is it one of these?");
            assertThat(back.buttons()).contains("Talk to a person");
            guest.tapsButton(back, back.buttons().getFirst());
            assertThat(guest.awaitsMessage("As of ").buttons()).contains("It helped", "Talk to a person");
            UnansweredQuestionRepository.QuestionCount missed = server.getBean(UnansweredQuestionRepository.class)
                    .findMostFrequent(10)
                    .getFirst();
            assertThat(missed.question()).isEqualTo("does my … need … paper for the line");
            assertThat(missed.times()).isEqualTo(1);
            assertThat(missed.meant()).containsOnlyKeys(missed.nearest());
        }
    }
}
