package pk.rahnuma.dialog.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The part of a prompt that is its question.
class PromptQuestionTest {

    @Test
    void aQuestionEndsAtItsMarkAndLeavesTheExampleOut() {
        assertThat(PromptRenderer.questionOf("Your NTN? Example: 1234567-1")).isEqualTo("Your NTN?");
        assertThat(PromptRenderer.questionOf("آپ کا نام؟ جیسا کارڈ پر ہے")).isEqualTo("آپ کا نام؟");
    }

    @Test
    void theLineWithTheQuestionComesBeforeLinesThatOnlyLeadToIt() {
        assertThat(PromptRenderer.questionOf("Before you agree:\n• We keep it.\n\nDo you agree? It is free."))
                .isEqualTo("Do you agree?");
    }

    @Test
    void aTextWithoutAQuestionMarkHasItsFirstLine() {
        assertThat(PromptRenderer.questionOf("Please check:\nName: Ali")).isEqualTo("Please check:");
        assertThat(PromptRenderer.questionOf("")).isNull();
    }

    @Test
    void aMarkWithinAValueEndsNothing() {
        String value = "\u2068who?\u2069";
        assertThat(PromptRenderer.questionOf("Remove " + value + " now? Yes or no"))
                .isEqualTo("Remove " + value + " now?");
    }
}
