package pk.rahnuma.dialog.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.script.ActionTypeRegistry;

/// Scripts and commands that people ask for in sentences, with the packaged scripts.
class SpokenRequestTest {

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private static Utterance read(String text) {
        return LIBRARY.texts().lexicon().read(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello, I want to register my VPN please | register-individual",
                "i wnat to register my vpn | register-individual",
                "fine, register it | register-individual",
                "main apna vpn register karwana chahta hun | register-individual",
                "mujhe apne VPN ki registration karwani hai | register-individual",
                "theek hai, register karna hai | register-individual",
                "جناب مجھے اپنے وی پی این کی رجسٹریشن کروانی ہے | register-individual",
                "ہاں رجسٹر کرنا ہے | register-individual",
                "I am a freelancer from Karachi and I want to register my VPN | register-individual",
                "main freelancer hun lahore se vpn register karna chahta hun | register-individual",
                "میں لاہور سے فری لانسر ہوں وی پی این رجسٹر کرنا چاہتا ہوں | register-individual",
                "register my VPN, I am a freelancer | register-individual",
                "Need to register vpn. Freelancer. Faisalabad. | register-individual",
                "i want register vpn for my upwork account | register-individual",
                "mujhe vpn register karwana hai me freelancer hu | register-individual",
                "dont delete my data | keep-data",
                "I want to register my company | register-company",
                "mujhe meri company ka vpn register karwana hai | register-company",
            })
    void aRequestStartsItsScript(String text, String script) {
        assertThat(RequestReader.findScript(read(text))).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok so", "so", "well", "ok now", "please start", "acha phir", "ok let me see"})
    void wordsOfARequestAreNoAgreement(String text) {
        assertThat(RequestReader.isAgreement(read(text))).isFalse();
        assertThat(RequestReader.findReviewCommand(read(text))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "yes please", "hello yes", "haan theek hai", "جی ہاں"})
    void aYesWithWordsThatSayNothingIsAnAgreement(String text) {
        assertThat(RequestReader.isAgreement(read(text))).isTrue();
    }

    @Test
    void aClauseOfAStoryRequestsAScript() {
        String story = "Dear Sir, I am a consultant and I wish to register my VPN connection";
        assertThat(RequestReader.findScript(read(story))).isNull();
        assertThat(RequestReader.findScriptInClause(read(story))).isEqualTo("register-individual");
        assertThat(RequestReader.findScriptInClause(
                        read("میں لاہور میں رہتا ہوں اور اپ ورک پر کام کرتا ہوں، مجھے وی پی این رجسٹر کروانا ہے")))
                .isEqualTo("register-individual");
        assertThat(RequestReader.findScriptInClause(read("my pseb has expired, can i still register the vpn")))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do I have to register my VPN?",
                "How do I register my VPN",
                "I don't want to register",
                "what if i do not register",
                "is there an office in Lahore where I register",
                "lahore mein register karwane ki fees kitni hai",
                "Lahore",
                "I live in Lahore",
                "I registered last year and want to know the status",
                "my registration was refused",
                "my friend wants to register a vpn and asked me about the fee",
                "mujhe register nahi karna",
                "kya mujhe register karna hai",
                "register karne ki fees kitni hai",
                "مجھے رجسٹر نہیں کرنا",
                "رجسٹریشن کیسے ہوتی ہے",
                "I want",
                "بائے",
                "yes",
                "theek hai",
            })
    void aQuestionADenialAndAStoryRequestNothing(String text) {
        assertThat(RequestReader.findScript(read(text))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Looks good, please send",
                "ok",
                "all good now, send it",
                "sab theek hai bhej dein",
                "haan theek hai",
                "سب ٹھیک ہے، بھیج دیں",
            })
    void agreementSendsASummary(String text) {
        RequestReader.CommandMatch match = RequestReader.findReviewCommand(read(text));
        assertThat(match).isNotNull();
        assertThat(match.command().key()).isIn("send", "yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "don't send it",
                "is everything right?",
                "can you send me my documents",
                "my name is wrong",
                "good, but the city is wrong",
                "wait",
                "abhi mat bhejo",
                "نہ بھیجیں",
                "thanks",
                "send my papers to my lawyer",
            })
    void nothingElseSendsASummary(String text) {
        RequestReader.CommandMatch match = RequestReader.findReviewCommand(read(text));
        assertThat(match == null ? "" : match.command().key()).isNotIn("send", "yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "let me talk to a person | human",
                "I need to talk to someone now | human",
                "mujhe kisi insan se baat karni hai | human",
                "so where is my status | ",
                "I do not want to talk to a person | ",
                "I want to cancel | ",
            })
    void aRequestForAPersonIsACommand(String text, String command) {
        RequestReader.CommandMatch match = RequestReader.findCommand(read(text));
        assertThat(match == null ? null : match.command().key()).isEqualTo(command);
    }

    @Test
    void aCommandBeforeARemarkIsFound() {
        assertThat(RequestReader.findLeadingCommand(read("back, the number was wrong"))
                        .command()
                        .key())
                .isEqualTo("back");
        assertThat(RequestReader.findLeadingCommand(read("wapas, number ghalat likh diya"))
                        .command()
                        .key())
                .isEqualTo("back");
        assertThat(RequestReader.findLeadingCommand(read("back pain"))).isNull();
    }
}
