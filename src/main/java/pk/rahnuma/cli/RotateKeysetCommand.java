package pk.rahnuma.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pk.rahnuma.cluster.WrappingKeyCheckService;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.EnvironmentSettings;
import pk.rahnuma.startup.KeysetFile;
import pk.rahnuma.startup.UserErrorException;
import pk.rahnuma.vault.MasterKeyset;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Changes the key that wraps all others. With the keyset in its file it is one step, while no server runs. With the
/// keyset in the environment it takes two steps; between them all servers are restarted with the keyset that the first
/// one prints.
@Command(
        name = "rotate",
        description = {
            "Change the key that wraps all others. Nothing else is encrypted again.",
            "With keyset.json: stop the server, run it, start the server.",
            "With RAHNUMA_KEYSET: run it, set the printed keyset on all servers and restart them; then run it with"
                    + " --finish, and set the keyset that it prints then."
        },
        mixinStandardHelpOptions = true)
final class RotateKeysetCommand implements Callable<Integer> {

    @Option(names = "--finish", description = "With RAHNUMA_KEYSET: the second step")
    private boolean finish;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(rotateKeyset(EnvironmentSettings.fromEnvironment(), finish));
        return 0;
    }

    /// Rotates the keyset.
    ///
    /// @return text for the operator: the result, or a keyset to store
    static String rotateKeyset(EnvironmentSettings settings, boolean finish) {
        MasterKeyset keyset = KeysetFile.loadKeyset(settings);
        if (settings.keyset().isEmpty()) {
            return rotateInFile(settings, keyset);
        }
        return finish ? finishRotation(settings, keyset) : beginRotation(keyset);
    }

    private static String beginRotation(MasterKeyset keyset) {
        if (keyset.wrappingKeyCount() > 1) {
            throw new UserErrorException(
                    "a rotation is in progress: expected --finish, once all servers have this RAHNUMA_KEYSET");
        }
        return keyset.withNewWrappingKey().toJson();
    }

    private static String finishRotation(EnvironmentSettings settings, MasterKeyset keyset) {
        if (keyset.wrappingKeyCount() == 1) {
            throw new UserErrorException(
                    "no rotation is in progress: expected the RAHNUMA_KEYSET that 'keyset rotate' printed");
        }
        try (CommandContext context = ContextBootstrap.openExclusively(settings)) {
            refuseWhileServerHasOldKeyset(context, keyset.newestWrappingKeyId());
            context.getBean(SubjectEncryptionService.class).rewrapKeys();
        }
        return keyset.withNewestKeyOnly().toJson();
    }

    /// Rejects the change while a server runs with the old keyset: it could not read any data afterwards.
    private static void refuseWhileServerHasOldKeyset(CommandContext context, int newest) {
        try {
            if (context.getBean(WrappingKeyCheckService.class).isMissingOnLiveNode(newest)) {
                throw new UserErrorException(
                        "a server still runs with the earlier RAHNUMA_KEYSET: restart all of them with the"
                                + " one that 'keyset rotate' printed, then run --finish");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserErrorException("interrupted before anything was changed");
        }
    }

    /// Rotates the keyset in its file. An interrupted run can be repeated: until the last step the file opens what
    /// either key has wrapped.
    private static String rotateInFile(EnvironmentSettings settings, MasterKeyset keyset) {
        Path file = KeysetFile.locateIn(settings.data());
        MasterKeyset both = keyset.wrappingKeyCount() == 1 ? keyset.withNewWrappingKey() : keyset;
        try {
            // Only when no server runs, and the file is the right one.
            ContextBootstrap.openExclusively(settings).close();
            KeysetFile.replaceKeyset(file, both);
            rewrapKeys(settings);
            KeysetFile.replaceKeyset(file, both.withNewestKeyOnly());
        } catch (IOException e) {
            throw new UserErrorException("RAHNUMA_DATA: cannot write " + file);
        }
        return "The wrapping key is changed: keep a copy of " + file + " in a safe place. Backups made until now open"
                + " with the keyset that they hold.";
    }

    private static void rewrapKeys(EnvironmentSettings settings) {
        try (CommandContext context = ContextBootstrap.openExclusively(settings)) {
            context.getBean(SubjectEncryptionService.class).rewrapKeys();
        }
    }
}
