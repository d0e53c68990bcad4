using System.Globalization;

namespace RingRift.Learning.Inference;

/// <summary>
/// Where TensorRT keeps the engines of a model. One folder per model: ONNX Runtime names engines after the graph alone, so that the next
/// generation, which has the same graph and other weights, would be played with this one's engine (microsoft/onnxruntime issue 6455).
/// </summary>
public static class EngineFolder
{
    /// <summary>Models whose engines are kept; those of the least recently opened are deleted.</summary>
    public const int MostModels = 16;

    /// <summary>The folder of a model, made where it is missing; the oldest folders beside it are deleted.</summary>
    /// <param name="cache">Folder of all engines.</param>
    /// <param name="modelHash">SHA-256 of the model's bytes, in hexadecimal digits.</param>
    /// <param name="maxBatch">The most rows of a call: an engine fits no other.</param>
    /// <param name="warn">Told of old engines that could not be deleted.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static string For(string cache, string modelHash, int maxBatch, Action<string>? warn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(cache);
        ArgumentException.ThrowIfNullOrEmpty(modelHash);
        var folder = Directory.CreateDirectory(Path.Combine(cache, string.Create(CultureInfo.InvariantCulture, $"{modelHash}-{maxBatch}")));

        // Reading an engine leaves no trace in its folder.
        File.WriteAllText(Path.Combine(folder.FullName, ".opened"), string.Empty);
        DeleteOldest(cache, warn);
        return folder.FullName;
    }

    private static void DeleteOldest(string cache, Action<string>? warn)
    {
        var old = new DirectoryInfo(cache).GetDirectories()
            .OrderByDescending(folder => File.GetLastWriteTimeUtc(Path.Combine(folder.FullName, ".opened")))
            .Skip(MostModels);
        foreach (var folder in old)
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process may be at it: the next model opened tries again.
                warn?.Invoke($"The engines in {folder.FullName} could not be deleted: {e.Message}");
            }
        }
    }
}
