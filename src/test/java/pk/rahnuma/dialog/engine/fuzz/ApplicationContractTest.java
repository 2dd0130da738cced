package pk.rahnuma.dialog.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// The same answers give the same application by chat, by the form of the conversation, and by a draft of the API.
class ApplicationContractTest {

    @RandomTest(tries = 15)
    void chatFormAndDraftSubmitTheSameRegistrationOfAPerson(RandomValues random) {
        compareWays("register-individual", false, random);
    }

    @RandomTest(tries = 15)
    void chatFormAndDraftSubmitTheSameRegistrationOfAnOrganisation(RandomValues random) {
        compareWays("register-company", random.nextBoolean(), random);
    }

    @Tag("long")
    @RandomTest(tries = 60)
    void chatFormAndDraftSubmitTheSameInManyWalks(RandomValues random) {
        compareWays(random.pickOne("register-company", "register-individual"), random.nextBoolean(), random);
    }

    private static void compareWays(String script, boolean organised, RandomValues random) {
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
