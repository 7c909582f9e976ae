package io.healthmon.provider.google;

import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service account of Google, by whose key checks get access tokens, without a user who has to connect.
 *
 * <pre>{@code
 * ServiceAccount account = ServiceAccount.of(Path.of("/etc/shop/google-key.json")).subject("orders@example.com");
 * monitor.add(
 *         GmailCheck.integration("Mailbox").build(),
 *         GmailCheck.with(account).build());
 * }</pre>
 *
 * <p>A run signs a request by the key (a JWT, RS256, good for an hour and for the token service alone) and gets a token of
 * an hour. Checks with the same key, subject and scopes share one, kept in memory and asked for anew by one of them once
 * 80 % of its lifetime are over or Google refused it, also when they belong to several monitors. Asked for are the scopes of the check or, where
 * it names none, the least with which its call works. The file is read when this is made, and never again. Immutable; no
 * text of it shows the key.
 *
 * @since 0.1
 */
public final class ServiceAccount {

    static final CredentialSetting KEY =
            new CredentialSetting("serviceAccount", "service account key", "GOOGLE_APPLICATION_CREDENTIALS");

    private static final int LARGEST = 64 * 1_024;
    private static final String WAY_OUT =
            "; use the JSON file that the Google Cloud console hands out with a new key of a service account, where this"
                    + " process may read it";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,255}");

    private final String place;
    private final @Nullable ServiceAccountKey key;
    private final @Nullable SecretHosts hosts;
    private final @Nullable String subject;
    private final String tokenUrl;

    private ServiceAccount(
            String place,
            @Nullable ServiceAccountKey key,
            @Nullable SecretHosts hosts,
            @Nullable String subject,
            String tokenUrl) {
        this.place = place;
        this.key = key;
        this.hosts = hosts;
        this.subject = subject;
        this.tokenUrl = tokenUrl;
    }

    /**
     * Reads the key file that the Google Cloud console hands out; at most 64 KiB.
     *
     * @throws IllegalArgumentException if it cannot be read, or is no such file
     */
    public static ServiceAccount of(Path keyFile) {
        return of(KEY.name(), keyFile);
    }

    /**
     * Makes one of what stands in such a file, where the application has it from elsewhere; a blank one counts as missing.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static ServiceAccount of(Secret keyJson) {
        if (keyJson.isBlank()) {
            return missing(KEY.name());
        }
        try {
            byte[] json = keyJson.reveal().strip().getBytes(StandardCharsets.UTF_8);
            return new ServiceAccount(
                    KEY.name(), ServiceAccountKey.read(json), keyJson.hosts(), null, TokenService.URL);
        } catch (IllegalArgumentException refused) {
            throw refused("", String.valueOf(refused.getMessage()));
        }
    }

    private static ServiceAccount missing(String place) {
        return new ServiceAccount(place, null, null, null, TokenService.URL);
    }

    private static ServiceAccount of(String place, Path file) {
        try {
            return new ServiceAccount(place, ServiceAccountKey.read(bytes(file)), null, null, TokenService.URL);
        } catch (IOException unreadable) {
            String why = unreadable.getClass().getSimpleName();
            throw refused(" \"" + file + "\"", "cannot be read (" + why + ")");
        } catch (IllegalArgumentException other) {
            throw refused(" \"" + file + "\"", String.valueOf(other.getMessage()));
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        // why: what is no file, such as a pipe, might never end or never begin.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("is no file");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalArgumentException("is larger than 64 KiB");
            }
            return bytes;
        }
    }

    private static RefusedSettingException refused(String value, String why) {
        return new RefusedSettingException(KEY.name(), KEY.name() + value + " " + why + WAY_OUT, null);
    }

    /** Reads the settings; empty where there is none of a service account. */
    static Optional<ServiceAccount> of(ServiceSettings settings) {
        Optional<String> file = settings.plain().file(KEY.name()).map(String::strip);
        Optional<String> user = settings.plain().text("subject").filter(text -> !text.isBlank());
        if (file.isEmpty()) {
            user.ifPresent(ServiceAccount::refuseSubject);
            return Optional.empty();
        }
        String place = settings.plain().path(KEY.name());
        ServiceAccount account = file.get().isEmpty() ? missing(place) : of(place, path(file.get()));
        ServiceAccount its = settings.read("subject", account::subject).orElse(account);
        return Optional.of(settings.read("tokenUrl", its::tokenUrl).orElse(its));
    }

    private static void refuseSubject(String subject) {
        throw new RefusedSettingException(
                "subject",
                "subject stands without serviceAccount, which would act for that user; set \"serviceAccount\", or leave"
                        + " \"subject\" out",
                null);
    }

    private static Path path(String file) {
        if (file.startsWith("{") || file.contains("PRIVATE KEY")) {
            throw refused("", "holds the key itself, where the path of its file belongs");
        }
        try {
            return Path.of(file);
        } catch (InvalidPathException noPath) {
            throw refused("", "is not a path of this system");
        }
    }

    /**
     * Returns the same acting for a user, which the administrator of a Workspace can allow (domain-wide delegation). Gmail
     * needs one, since a service account has no mailbox. If not called, it acts for itself.
     *
     * @param address the user's, such as {@code orders@example.com}
     * @throws IllegalArgumentException if it is no address
     */
    public ServiceAccount subject(String address) {
        String bare = address.strip();
        if (!ADDRESS.matcher(bare).matches()) {
            throw new IllegalArgumentException(
                    "subject \"" + address + "\" is not allowed; use the address of a user, as orders@example.com");
        }
        return new ServiceAccount(place, key, hosts, bare, tokenUrl);
    }

    /**
     * Returns the same with another token service, such as a stand-in in tests. If not called,
     * {@code https://oauth2.googleapis.com/token}, whatever the key file says.
     *
     * @param url begins with {@code https://}; with {@code http://} only on this machine, or at a name without a dot
     * @throws IllegalArgumentException if it is no such address
     */
    public ServiceAccount tokenUrl(String url) {
        Route.direct().elsewhere("tokenUrl", url);
        return new ServiceAccount(place, key, hosts, subject, url);
    }

    /** Returns whether there is a key. */
    boolean known() {
        return key != null;
    }

    /** Returns the user for whom it acts, or null. */
    @Nullable String subject() {
        return subject;
    }

    /**
     * Returns the access tokens for a service; without a key, they only say so.
     *
     * @throws RefusedSettingException if the key is bound to other hosts
     */
    TokenSource tokens(Service service, Route route, Set<String> scopes) {
        if (key == null) {
            Problem missing = new Credential(KEY, place, null)
                    .missing(service)
                    .orElseThrow(() -> new IllegalStateException(place + " is there"));
            return TokenState.always(TokenState.none(CheckResult.unknown(missing)));
        }
        TokenService.requireAllowed(KEY, hosts, tokenUrl, service, route);
        TokenService asked = new TokenService(KEY, route.elsewhere("tokenUrl", tokenUrl), TargetGuard.none());
        return SharedTokens.of(new AssertionGrant(asked, key, subject, scopes));
    }

    /** Returns whose it is, and where its requests are sent. */
    @Override
    public String toString() {
        return "service account" + (key == null ? " without a key" : " " + key.email()) + " for " + tokenUrl;
    }
}
