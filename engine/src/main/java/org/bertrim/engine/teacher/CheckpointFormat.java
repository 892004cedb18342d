package org.bertrim.engine.teacher;

/** The formats in which checkpoints come. */
public enum CheckpointFormat {
    /** Hugging Face's safetensors, in one file or several, and Bertrim's own folders. */
    SAFETENSORS("safetensors"),
    /** What {@code torch.save} writes, as a zip or in the older form, in one file or several. */
    PYTORCH("PyTorch"),
    /** TensorFlow's checkpoints and SavedModels. */
    TENSORFLOW("TensorFlow"),
    /** ONNX exports of encoders. */
    ONNX("ONNX");

    private final String title;

    CheckpointFormat(String title) {
        this.title = title;
    }

    /** Its name for people, which is the same in every language. */
    public String title() {
        return title;
    }
}
