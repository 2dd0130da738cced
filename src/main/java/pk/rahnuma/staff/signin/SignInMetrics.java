package pk.rahnuma.staff.signin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts sign-ins that failed, of nobody in particular; docs/metrics.md describes it. Safe for any number of threads.
@Singleton
public final class SignInMetrics implements MeterBinder {

    /// Why one failed.
    enum Reason {
        /// The name or the password is wrong, or the account is disabled.
        PASSWORD,
        /// The code of the second factor is wrong.
        CODE,
        /// It was not looked at: there were too many failures before.
        LOCKED
    }

    private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);

    public SignInMetrics() {
        for (Reason reason : Reason.values()) {
            failures.put(reason, new LongAdder());
        }
    }

    /// @param wrong what it is when the step is [SignInResult.Rejected]
    /// @return the same
    SignInResult countStep(SignInResult step, Reason wrong) {
        switch (step) {
            case SignInResult.Rejected other -> failures.get(wrong).increment();
            case SignInResult.Throttled other -> failures.get(Reason.LOCKED).increment();
            default -> {}
        }
        return step;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        failures.forEach(
                (reason, count) -> FunctionCounter.builder("rahnuma.staff.sign.in.failures", count, LongAdder::sum)
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .register(registry));
    }
}
