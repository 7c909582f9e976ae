package io.healthmon.provider.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of an answer, read field by field, or a list: what is asked for has to be there and of its kind, everything else
 * may be anything. Null counts as absent.
 */
public final class Shape {

    private final String path;
    private final @Nullable Object value;

    private Shape(String path, @Nullable Object value) {
        this.path = path;
        this.value = value;
    }

    /**
     * Begins with a whole document. It may be anything until it is asked for something; what is not there then is told by
     * an exception that a {@link ServiceReader} understands, by all methods here.
     */
    public static Shape of(@Nullable Object document) {
        return new Shape("", document);
    }

    /** Returns the elements, being a list. */
    public List<Shape> elements() {
        if (!(value instanceof List<?> list)) {
            throw new ShapeException(path, value, "a list");
        }
        List<Shape> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(new Shape(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** Returns the elements, being a list of objects. */
    public List<Shape> objects() {
        List<Shape> objects = elements();
        objects.forEach(Shape::fields);
        return objects;
    }

    /** Returns a text that has to be there. */
    public String text(String name) {
        return required(name, "a text", optionalText(name));
    }

    /** Returns a text; empty when it is not there. */
    public Optional<String> optionalText(String name) {
        return optional(name, "a text", value -> value instanceof String text ? text : null);
    }

    /** Returns a truth value that has to be there. */
    public boolean flag(String name) {
        return required(name, "true or false", optionalFlag(name));
    }

    /** Returns a truth value; empty when it is not there. */
    public Optional<Boolean> optionalFlag(String name) {
        return optional(name, "true or false", value -> value instanceof Boolean flag ? flag : null);
    }

    /** Returns a number that has to be there. */
    public Number number(String name) {
        return required(name, "a number", optionalNumber(name));
    }

    /** Returns a number; empty when it is not there. */
    public Optional<Number> optionalNumber(String name) {
        return optional(name, "a number", value -> value instanceof Number number ? number : null);
    }

    /** Returns an object that has to be there. */
    public Shape group(String name) {
        return required(name, "an object", optionalGroup(name));
    }

    /** Returns an object; empty when it is not there. */
    public Optional<Shape> optionalGroup(String name) {
        return optional(name, "an object", value -> value instanceof Map ? new Shape(place(name), value) : null);
    }

    /** Returns the objects of a list that has to be there. */
    public List<Shape> groups(String name) {
        List<?> list = required(
                name, "a list", optional(name, "a list", value -> value instanceof List<?> values ? values : null));
        return new Shape(place(name), list).objects();
    }

    /** Makes what to throw when a field is there but its value is not one that is known. */
    public RuntimeException wrong(String name, String expected) {
        return new ShapeException(place(name), fields().get(name), expected);
    }

    private <T> T required(String name, String kind, Optional<T> value) {
        return value.orElseThrow(() -> new ShapeException(place(name), null, kind));
    }

    private <T> Optional<T> optional(String name, String kind, Function<Object, @Nullable T> reader) {
        Object field = fields().get(name);
        if (field == null) {
            return Optional.empty();
        }
        T read = reader.apply(field);
        if (read == null) {
            throw new ShapeException(place(name), field, kind);
        }
        return Optional.of(read);
    }

    private Map<?, ?> fields() {
        if (value instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new ShapeException(path, value, "an object");
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
