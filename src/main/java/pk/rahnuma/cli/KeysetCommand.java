package pk.rahnuma.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pk.rahnuma.startup.DataFolder;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.KeysetFile;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;

/// Command group for the keyset. The embedded database creates its own at the first start; a server database needs one
/// from the operator.
@Command(
        name = "keyset",
        description = "Create or change the keyset that protects all personal data",
        mixinStandardHelpOptions = true,
        subcommands = {KeysetCommand.NewKeysetCommand.class, RotateKeysetCommand.class})
public final class KeysetCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new UserErrorException("keyset: a subcommand is missing, for example 'keyset new'");
    }

    @Command(
            name = "new",
            description = "Create a keyset in RAHNUMA_DATA; an existing one is never overwritten",
            mixinStandardHelpOptions = true)
    static final class NewKeysetCommand implements Callable<Integer> {

        @Option(names = "--print", description = "Print it instead, to be stored as a secret in RAHNUMA_KEYSET")
        private boolean print;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            MasterKeyset keyset = MasterKeyset.generateNew();
            if (print) {
                spec.commandLine().getOut().println(keyset.toJson());
                return 0;
            }
            Path data = EnvironmentSettings.fromEnvironment().data();
            DataFolder.ensureExists(data);
            Path file = KeysetFile.locateIn(data);
            try {
                KeysetFile.writeNew(file, keyset);
            } catch (FileAlreadyExistsException e) {
                throw new UserErrorException(file
                        + " exists already: it is never overwritten, because the data that it protects would be lost");
            } catch (IOException e) {
                throw new UserErrorException("RAHNUMA_DATA: cannot write " + file);
            }
            spec.commandLine().getOut().println("Created " + file + ": keep a copy of it in a safe place.");
            return 0;
        }
    }
}
