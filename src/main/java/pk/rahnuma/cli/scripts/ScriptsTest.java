package pk.rahnuma.cli.scripts;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pk.rahnuma.dialog.transcript.Given;
import pk.rahnuma.dialog.transcript.Rehearsal;
import pk.rahnuma.dialog.transcript.Transcript;

/// Plays all transcripts.
@Command(
        name = "test",
        description = "Play the transcripts in tests/ and say where the bot departs from them",
        mixinStandardHelpOptions = true)
final class ScriptsTest implements Callable<Integer> {

    @Mixin
    private Scripts.Chosen chosen;

    @Override
    public Integer call() {
        Scripts.Loaded loaded = chosen.load();
        Map<String, Map<String, Object>> given = Given.of(loaded.sources());
        int passed = 0;
        int failed = 0;
        for (Transcript transcript : Transcript.all(loaded.sources())) {
            try {
                Rehearsal.play(transcript, loaded.library(), loaded.actions(), given);
                passed++;
            } catch (Rehearsal.Departure e) {
                failed++;
                System.out.println(e.getMessage());
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }
}
