using System.Text.Json;
using RingRift.Learning.Networks;
using RingRift.Learning.Samples;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// Everything a run needs to go on, as a standard .npz: float32 arrays <c>weight.NAME</c>, <c>first.NAME</c>, <c>second.NAME</c> (AdamW's
/// moments) and <c>average.NAME</c> of every weight, and <c>meta</c> (uint8, JSON). Order and symmetries of the rows follow from seed and
/// step, so no generator is stored.
/// </summary>
/// <param name="Meta">What run it is of, and how far.</param>
/// <param name="Weights">Weights.</param>
/// <param name="Optimizer">Moments and averaged weights.</param>
public sealed record TrainingCheckpoint(TrainingCheckpointMeta Meta, NetworkWeights Weights, OptimizerState Optimizer)
{
    /// <summary>Format that this code writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The averaged weights: those of the exported network.</summary>
    public NetworkWeights AverageWeights => new(Weights.Spec, Optimizer.Average);

    /// <summary>Writes the checkpoint.</summary>
    /// <param name="output">Receives it; stays open.</param>
    public void Write(Stream output)
    {
        using var npz = new NpzWriter(output);
        foreach (var shape in Weights.Shapes)
        {
            long[] size = [.. shape.Shape.Select(s => (long)s)];
            npz.Write<float>($"weight.{shape.Name}", Weights[shape.Name], size);
            npz.Write<float>($"first.{shape.Name}", Optimizer.First[shape.Name], size);
            npz.Write<float>($"second.{shape.Name}", Optimizer.Second[shape.Name], size);
            npz.Write<float>($"average.{shape.Name}", Optimizer.Average[shape.Name], size);
        }

        var meta = JsonSerializer.SerializeToUtf8Bytes(Meta, JsonSerializerOptions.Web);
        npz.Write<byte>("meta", meta, meta.Length);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="input">The checkpoint, seekable; stays open.</param>
    /// <exception cref="TrainingException">The file is no checkpoint, or of another version.</exception>
    public static TrainingCheckpoint Read(Stream input)
    {
        try
        {
            using var npz = new NpzReader(input);
            var meta = JsonSerializer.Deserialize<TrainingCheckpointMeta>(npz.Read<byte>("meta").Data, JsonSerializerOptions.Web);
            if (meta is not { Version: CurrentVersion })
            {
                throw new TrainingException($"The checkpoint has version {meta?.Version}, not {CurrentVersion}.");
            }

            var spec = NetworkSpec.FromJson(meta.Spec);
            IReadOnlyDictionary<string, float[]> Arrays(string part) => new NetworkWeights(
                spec,
                spec.WeightShapes().ToDictionary(
                    shape => shape.Name, shape => npz.Read<float>($"{part}.{shape.Name}").Data)).AsDictionary();
            return new TrainingCheckpoint(
                meta, new NetworkWeights(spec, Arrays("weight")), new OptimizerState(Arrays("first"), Arrays("second"), Arrays("average")));
        }
        catch (Exception e) when (e is NpzFormatException or JsonException or ArgumentException or InvalidDataException)
        {
            throw new TrainingException($"The checkpoint cannot be read: {e.Message}", e);
        }
    }
}
