package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.script.UnansweredQuestionRepository;

/// Somebody asks a whole desk, with the real answers.
class QuestionAnsweringTest {

    @Test
    void aQuestionInTheMiddleOfAFormIsAnsweredAndTheFormGoesOn() {
        try (TestServer house =
                TestServer.onH2().property("rahnuma.api.messages", 1000).start()) {
            ChannelUser guest = new WebChannelUser(house);
            guest.says("hello");
            guest.taps(guest.awaits("Which language?"), "English");
            guest.taps(guest.awaits("Do you agree?"), "Yes");
            guest.awaits("What would you like to do?");
            guest.says("/register");
            guest.awaits("How do you work?");

            guest.says("/ask");
            guest.awaits("Ask in your own words");
            guest.says("bhai fees kitni hai is ki?");
            assertThat(guest.awaits("As of ").text()).contains("free of charge").contains("Source: ");
            guest.awaits("How do you work?");
        }
    }

    @Test
    void whatIsNotUnderstoodIsAskedBackAndTheNearestTopicIsAnswered() {
        try (TestServer house =
                TestServer.onH2().property("rahnuma.api.messages", 1000).start()) {
            ChannelUser guest = new WebChannelUser(house);
            guest.says("hello");
            guest.taps(guest.awaits("Which language?"), "English");
            guest.taps(guest.awaits("Do you agree?"), "Yes");
            guest.taps(guest.awaits("What would you like to do?"), "Ask a question");
            guest.awaits("Ask in your own words");
            guest.says("does my horse Zulfi want a vpn");
            ChannelUser.ShownMessage back = guest.awaits("Is it one of these?");
            assertThat(back.buttons()).contains("Talk to a person");
            guest.taps(back, back.buttons().getFirst());
            assertThat(guest.awaits("As of ").buttons()).contains("Ask a question", "Talk to a person");
            UnansweredQuestionRepository.QuestionCount missed =
                    house.get(UnansweredQuestionRepository.class).list(10).getFirst();
            assertThat(missed.question()).isEqualTo("does my … want … vpn");
            assertThat(missed.times()).isEqualTo(1);
            assertThat(missed.meant()).containsOnlyKeys(missed.nearest());
        }
    }
}
