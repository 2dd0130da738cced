package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.document.SampleFiles;

/// Inputs of a user in a transcript of a script: texts and tapped buttons.
///
/// The browser repeats the steps of the transcripts, so that a test of the page need not change with a text.
record TranscriptReplay(List<UserInput> acts) {

    /// Input of a user.
    ///
    /// @param words the text, or the label of a button, or null for a picture that is sent
    record UserInput(boolean tapped, String words) {}

    /// Reads the first transcript.
    ///
    /// @param script and `language`, as in the file's name
    static TranscriptReplay readTranscript(String script, String language) {
        try {
            String file = Files.readString(Path.of("bot-scripts", "tests", script + "." + language + ".yaml"));
            List<Map<String, Object>> tests = new Yaml().load(file);
            @SuppressWarnings("unchecked")
            List<Map<String, Object>> chat =
                    (List<Map<String, Object>>) tests.getFirst().get("chat");
            List<UserInput> acts = new ArrayList<>();
            for (Map<String, Object> line : chat) {
                if (line.containsKey("tap")) {
                    acts.add(new UserInput(true, line.get("tap").toString()));
                } else if (line.containsKey("me")) {
                    acts.add(new UserInput(false, line.get("me").toString()));
                } else if (isAcceptedPhoto(line.get("photo")) || line.containsKey("document")) {
                    acts.add(new UserInput(false, null));
                }
            }
            return new TranscriptReplay(acts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// False for a picture that the transcript has refused, such as `picture_small` or `same`.
    private static boolean isAcceptedPhoto(Object photo) {
        return photo != null
                && !photo.toString().startsWith("picture_")
                && !photo.toString().equals("same");
    }

    int length() {
        return acts.size();
    }

    TranscriptReplay slice(int from, int to) {
        return new TranscriptReplay(acts.subList(from, to));
    }

    /// Inputs before this one.
    TranscriptReplay beforeInput(String words) {
        return slice(0, index(words));
    }

    /// Inputs after this one.
    TranscriptReplay afterInput(String words) {
        return slice(index(words) + 1, length());
    }

    private int index(String words) {
        return acts.stream().map(UserInput::words).toList().indexOf(words);
    }

    void replayIn(HeadlessBrowser browser) {
        for (int i = 0; i < acts.size(); i++) {
            UserInput act = acts.get(i);
            if (act.words() == null) {
                browser.attachFile(picture(i));
                browser.awaitAnswer();
            } else if (act.tapped()) {
                browser.tap(act.words());
            } else {
                browser.sendText(act.words());
            }
        }
    }

    /// Repeats them by the API.
    void sendBy(ApiClient chat) {
        for (int i = 0; i < acts.size(); i++) {
            UserInput act = acts.get(i);
            ApiClient.ApiResponse response;
            if (act.words() == null) {
                ApiClient.ApiResponse kept =
                        chat.uploadFile("card.jpg", BodyPublishers.ofByteArray(SampleFiles.cardPhoto(i)));
                response = chat.post(ApiClient.object()
                        .put("id", ApiClient.newId())
                        .put("file", kept.body().path("file").asText())
                        .toString());
            } else if (act.tapped()) {
                response = chat.tapButton(chat.readMessages("").lastMessage(), act.words());
            } else {
                response = chat.sendText(act.words());
            }
            assertThat(response.status()).as(response.response().body()).isEqualTo(200);
        }
    }

    private static Path picture(int seed) {
        try {
            Path file = Path.of("target", "picture-" + seed + ".jpg").toAbsolutePath();
            return Files.write(file, SampleFiles.cardPhoto(seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
