package pk.rahnuma.cli.scripts;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.dialog.transcript.ScriptTranscript;
import pk.rahnuma.dialog.transcript.TranscriptRunner;

/// Runs all transcripts.
@Command(
        name = "test",
        description = "Run the transcripts in tests/ and print where the bot differs from them",
        mixinStandardHelpOptions = true)
final class ScriptsTestCommand implements Callable<Integer> {

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Override
    public Integer call() {
        ScriptsCommand.LoadedScripts loaded = options.loadScripts();
        Map<String, Map<String, Object>> given = GivenResults.readResults(loaded.sources());
        int passed = 0;
        int failed = 0;
        for (ScriptTranscript transcript : ScriptTranscript.parseAll(loaded.sources())) {
            try {
                TranscriptRunner.playTranscript(transcript, loaded.library(), loaded.actions(), given);
                passed++;
            } catch (TranscriptRunner.TranscriptMismatchException e) {
                failed++;
                System.out.println(e.getMessage());
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }
}
