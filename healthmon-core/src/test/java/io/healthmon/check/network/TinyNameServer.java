package io.healthmon.check.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A name server on the loopback interface that knows www.example.com; it speaks as much of RFC 1035 as that takes. */
final class TinyNameServer implements AutoCloseable {

    private static final int NO_ERROR = 0;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;
    private static final int REFUSED = 5;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

    TinyNameServer() throws IOException {
        Thread thread = new Thread(this::serve, "tiny-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                byte[] answer = answer(packet.getData());
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            socket.close();
        }
    }

    private static byte[] answer(byte[] asking) throws IOException {
        ByteBuffer query = ByteBuffer.wrap(asking);
        short id = query.getShort();
        query.position(12);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(new String(label, StandardCharsets.US_ASCII)).append('.');
        }
        int type = query.getShort();
        int questionEnd = query.position() + 2;
        String asked = name.toString().toLowerCase(Locale.ROOT);
        if (asked.startsWith("silent.")) {
            return new byte[0];
        }
        List<byte[]> records = asked.equals("www.example.com.") ? records(type) : List.of();
        return encoded(id, code(asked), Arrays.copyOfRange(asking, 12, questionEnd), type, records);
    }

    private static int code(String asked) {
        if (asked.startsWith("failing.")) {
            return SERVER_FAILURE;
        }
        if (asked.startsWith("refusing.")) {
            return REFUSED;
        }
        return asked.startsWith("missing.") ? NO_SUCH_NAME : NO_ERROR;
    }

    private static byte[] encoded(short id, int code, byte[] question, int type, List<byte[]> records) {
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.putShort(id).putShort((short) (0x8580 | code)).putShort((short) 1);
        answer.putShort((short) records.size()).putShort((short) 0).putShort((short) 0);
        answer.put(question);
        for (byte[] record : records) {
            answer.putShort((short) 0xc00c)
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(60);
            answer.putShort((short) record.length).put(record);
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    private static List<byte[]> records(int type) throws IOException {
        List<byte[]> records = new ArrayList<>();
        switch (type) {
            case 1 -> {
                records.add(InetAddress.getByName("192.0.2.7").getAddress());
                records.add(InetAddress.getByName("192.0.2.8").getAddress());
            }
            case 28 -> records.add(InetAddress.getByName("2001:db8::1").getAddress());
            case 15 -> records.add(concat(new byte[] {0, 10}, name("mx.example.com")));
            case 16 -> records.add(text("v=spf1 -all"));
            case 5 -> records.add(name("other.example.com"));
            case 2 -> records.add(name("ns.example.com"));
            default -> records.clear();
        }
        return records;
    }

    private static byte[] name(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            out.write(text(label));
        }
        out.write(0);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return concat(new byte[] {(byte) bytes.length}, bytes);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
