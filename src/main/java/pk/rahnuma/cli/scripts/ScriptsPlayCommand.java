package pk.rahnuma.cli.scripts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.model.ActionCall;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.dialog.transcript.DurationText;
import pk.rahnuma.dialog.transcript.GivenResults;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.OperatingMode;

/// Runs a chat in the terminal: nothing is stored, calls are answered from tests/given.yaml, and the clock can be
/// moved.
@Command(
        name = "play",
        description = "Chat with the scripts in the terminal",
        mixinStandardHelpOptions = true,
        footer = {"", "Type a message. [2] taps the second button, /wait 3 days moves the clock, an empty line exits."})
final class ScriptsPlayCommand implements Callable<Integer> {

    @Mixin
    private ScriptsCommand.ScriptsOptions options;

    @Option(names = "--mode", defaultValue = "assistance", description = "assistance or authority")
    private String mode;

    private final List<ReplyButton> buttons = new ArrayList<>();

    @Override
    public Integer call() {
        ScriptsCommand.LoadedScripts loaded = options.loadScripts();
        DialogEngine dialogEngine = new DialogEngine(
                loaded.library(),
                loaded.scripts().faqMatcher(),
                loaded.scripts().actClassifier());
        DeskIdentity desk = DeskIdentity.ofExample(OperatingMode.fromWord(mode), DeskIdentity.RunBy.OPERATOR);
        ConversationSimulator simulator = new ConversationSimulator(
                dialogEngine, loaded.actions(), ConversationState.empty(), Instant.now(), desk, "web");
        GivenResults.readResults(loaded.sources()).forEach(simulator::setResult);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        showReplies(simulator, simulator.applyInput(new ConversationInput.Text("/start")));
        try {
            for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
                answerLine(simulator, line.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private void answerLine(ConversationSimulator simulator, String line) {
        if (line.startsWith("/wait ")) {
            Duration pause = DurationText.parseDuration(line.substring("/wait ".length()));
            if (pause == null) {
                System.out.println("  (write /wait 3 days, /wait 2 hours or /wait 10 minutes)");
                return;
            }
            showReplies(simulator, simulator.advanceClock(pause));
        } else if (line.matches("\\[\\d+]")) {
            int place = Integer.parseInt(line.substring(1, line.length() - 1));
            if (place < 1 || place > buttons.size()) {
                System.out.println("  (there is no button [" + place + "])");
                return;
            }
            showReplies(
                    simulator,
                    simulator.applyInput(
                            new ConversationInput.Tap(buttons.get(place - 1).data(), null)));
        } else {
            showReplies(simulator, simulator.applyInput(new ConversationInput.Text(line)));
        }
    }

    private void showReplies(ConversationSimulator simulator, List<Reply> replies) {
        for (ActionCall call : simulator.lastCalls()) {
            System.out.println("  (call " + call.action() + " " + call.arguments() + ")");
        }
        if (simulator.notice() != null) {
            System.out.println("  (" + simulator.notice() + ")");
        }
        for (Reply reply : replies) {
            System.out.println();
            System.out.println(reply.text());
            buttons.clear();
            for (List<ReplyButton> row : reply.buttons()) {
                StringBuilder line = new StringBuilder("  ");
                for (ReplyButton button : row) {
                    buttons.add(button);
                    line.append('[')
                            .append(buttons.size())
                            .append("] ")
                            .append(button.label())
                            .append("   ");
                }
                System.out.println(line.toString().stripTrailing());
            }
        }
        System.out.print("> ");
        System.out.flush();
    }
}
