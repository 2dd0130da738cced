package pk.rahnuma.dialog.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/// The same answers give the same application by chat, by the form of the conversation, and by a draft of the API.
class ApplicationContractTest {

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void chatFormAndDraftSubmitTheSameRegistrationOfAPerson(@ForAll long seed) {
        compareWays("register-individual", false, seed);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void chatFormAndDraftSubmitTheSameRegistrationOfAnOrganisation(@ForAll boolean organised, @ForAll long seed) {
        compareWays("register-company", organised, seed);
    }

    @Tag("long")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void chatFormAndDraftSubmitTheSameInManyWalks(
            @ForAll boolean company, @ForAll boolean organised, @ForAll long seed) {
        compareWays(company ? "register-company" : "register-individual", organised, seed);
    }

    private static void compareWays(String script, boolean organised, long seed) {
        Random random = new Random(seed);
        RandomApplicant chat = new RandomApplicant(script, organised, random);
        Map<String, Object> answers = chat.applyByChat();
        RandomApplicant form = new RandomApplicant(script, organised, random);
        form.applyByForm(answers);
        assertThat(form.submitted())
                .as("by form: %s%nby chat: %s", form.describeInputs(), chat.describeInputs())
                .isEqualTo(chat.submitted());
        RandomApplicant draft = new RandomApplicant(script, organised, random);
        draft.applyByDraft(answers);
        assertThat(draft.submitted())
                .as("by draft: %s%nby chat: %s", draft.describeInputs(), chat.describeInputs())
                .isEqualTo(chat.submitted());
    }
}
