package pk.rahnuma.dialog.transcript;

import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import pk.rahnuma.dialog.script.ScriptSources;

/// Default results of actions in transcripts: `tests/given.yaml`, results by action.
public final class GivenResults {

    static final String FILE_NAME = "given.yaml";

    private GivenResults() {}

    @SuppressWarnings("unchecked")
    public static Map<String, Map<String, Object>> readResults(ScriptSources sources) {
        String text = sources.tests().get(FILE_NAME);
        return text == null
                ? Map.of()
                : (Map<String, Map<String, Object>>)
                        new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
