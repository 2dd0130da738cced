package pk.rahnuma.dialog.engine.fuzz;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/// The packaged scripts under anything that people, channels and the server can do to them. See [RandomConversation]
/// for the invariants.
class DialogEngineFuzzTest {

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void noRandomConversationFails(
            @ForAll("strolls") List<RandomAction> strokes, @ForAll @IntRange(max = 35) int ahead) {
        stroll("en", "assistance", "telegram", strokes, ahead);
    }

    @Tag("long")
    @Property(tries = 700, edgeCases = EdgeCasesMode.NONE)
    void noRandomConversationFailsInAnyLanguageModeOrChannel(
            @ForAll("strolls") List<RandomAction> strokes,
            @ForAll @IntRange(min = -10, max = 40) int ahead,
            @ForAll("languages") String language,
            @ForAll("modes") String mode,
            @ForAll("channels") String channel) {
        stroll(language, mode, channel, strokes, ahead);
    }

    private static void stroll(String language, String mode, String channel, List<RandomAction> strokes, int ahead) {
        RandomConversation stroll = new RandomConversation(language, mode, channel);
        if (ahead > 0) {
            stroll.completeRegistration(ahead);
        }
        strokes.forEach(stroll::applyAction);
        stroll.finish();
    }

    @Provide
    Arbitrary<List<RandomAction>> strolls() {
        return RandomActions.actionLists();
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of("en", "ur", "ur-Latn").injectNull(0.25);
    }

    @Provide
    Arbitrary<String> modes() {
        return Arbitraries.of("assistance", "authority");
    }

    @Provide
    Arbitrary<String> channels() {
        return Arbitraries.of("telegram", "web");
    }
}
