package io.healthmon.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes keys and certificates with the JDK's own tool, each in a store of its own under the alias {@code key}. */
final class Keytool {

    static final String PASSWORD = "changeit";

    private static final char[] CHARACTERS = PASSWORD.toCharArray();

    private final Path directory;

    Keytool(Path directory) {
        this.directory = directory;
    }

    /** Makes a key with a self-signed certificate. */
    Path selfSigned(String name, String... options) throws Exception {
        Path store = directory.resolve(name + ".p12");
        run(store, options, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name);
        return store;
    }

    /** Makes a store with the same key and a certificate that an authority signed. */
    Path signed(String name, Path key, Path authority, String... options) throws Exception {
        Path request = directory.resolve("request");
        Path answer = directory.resolve(name + ".der");
        run(key, new String[0], "-certreq", "-file", request.toString());
        run(authority, options, "-gencert", "-infile", request.toString(), "-outfile", answer.toString());
        Certificate own = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(answer)));
        KeyStore store = empty();
        PrivateKey secret = (PrivateKey) load(key).getKey("key", CHARACTERS);
        store.setKeyEntry("key", secret, CHARACTERS, new Certificate[] {own, certificate(authority)});
        return save(name, store);
    }

    /** Makes a store with the same key and its certificate, but without that of its authority. */
    Path alone(String name, Path other) throws Exception {
        KeyStore store = empty();
        PrivateKey secret = (PrivateKey) load(other).getKey("key", CHARACTERS);
        store.setKeyEntry("key", secret, CHARACTERS, new Certificate[] {certificate(other)});
        return save(name, store);
    }

    /** Makes a store that trusts another store's certificate. */
    Path trusting(Path other) throws Exception {
        KeyStore store = empty();
        store.setCertificateEntry("trusted", certificate(other));
        return save("trusting-" + other.getFileName(), store);
    }

    /** Writes its certificate as others than Java want it. */
    Path certificatePem(Path store) throws Exception {
        return pem(store, "CERTIFICATE", certificate(store).getEncoded());
    }

    /** Writes its key as others than Java want it. */
    Path keyPem(Path store) throws Exception {
        return pem(store, "PRIVATE KEY", load(store).getKey("key", CHARACTERS).getEncoded());
    }

    private Path pem(Path store, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        String text = "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
        return Files.writeString(directory.resolve(store.getFileName() + "." + kind.replace(' ', '-') + ".pem"), text);
    }

    /** Makes the context of a server. */
    static SSLContext server(Path keys, Path trust) throws GeneralSecurityException, IOException {
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(load(keys), CHARACTERS);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(load(trust));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    static Certificate certificate(Path store) throws Exception {
        return load(store).getCertificate("key");
    }

    private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(store.toFile(), CHARACTERS);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path save(String name, KeyStore store) throws Exception {
        Path file = directory.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, CHARACTERS);
        }
        return file;
    }

    private static void run(Path store, String[] options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "key", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
