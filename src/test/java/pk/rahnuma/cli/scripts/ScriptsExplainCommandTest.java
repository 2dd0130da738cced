package pk.rahnuma.cli.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pk.rahnuma.cli.CommandInvocation;

class ScriptsExplainCommandTest {

    private static String explain(String... arguments) {
        return CommandInvocation.runCommand(new ScriptsCommand(), arguments);
    }

    @Test
    void aTextIsExplainedAtAQuestionInALanguage() {
        assertThat(explain(
                        "explain",
                        "shehar galat hai, Multan likho",
                        "--at",
                        "register-individual.vpn_software",
                        "--language",
                        "ur-Latn"))
                .contains("state     question", "reading   14 stated correction city", "city=multan");
    }

    @Test
    void aStepThatExampleAnswersDoNotReachIsNamedWithARemedy() {
        assertThat(explain("explain", "yes", "--at", "register-individual.operator"))
                .contains("--answer route=mobile_number");
    }
}
