using System.Security.Cryptography;
using System.Text;
using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.Training;

/// <summary>The rows a job trains on, from several sample files, with whole games held out for validation.</summary>
public sealed class SampleWindow
{
    /// <summary>Takes the files of a window.</summary>
    /// <param name="config">The configuration every file must have.</param>
    /// <param name="files">The files, at least one with a row.</param>
    /// <param name="validationShare">Part of the games to hold out, 0..0.5.</param>
    /// <exception cref="TrainingException">A file is of another configuration, or there is no row to train on.</exception>
    public SampleWindow(GameConfig config, IReadOnlyList<NamedSamples> files, double validationShare)
    {
        ArgumentNullException.ThrowIfNull(files);
        Config = config;
        Files = files;
        var (training, validation) = (new List<SampleKey>(), new List<SampleKey>());
        for (var file = 0; file < files.Count; file++)
        {
            Split(file, validationShare, training, validation);
        }

        // A window so small that chance holds out everything still has to train.
        Training = training.Count > 0 ? training : validation;
        Validation = training.Count > 0 ? validation : [];
        if (Training.Count == 0)
        {
            throw new TrainingException($"The window of {files.Count} files holds no sample; training needs at least one.");
        }
    }

    /// <summary>The configuration.</summary>
    public GameConfig Config { get; }

    /// <summary>The files.</summary>
    public IReadOnlyList<NamedSamples> Files { get; }

    /// <summary>Rows to train on, in file order.</summary>
    public IReadOnlyList<SampleKey> Training { get; }

    /// <summary>Rows of the held-out games, in file order.</summary>
    public IReadOnlyList<SampleKey> Validation { get; }

    /// <summary>Names the content: equal for the same files in the same order.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Files.Select(file => file.Name)))))[..32];

    private void Split(int file, double validationShare, List<SampleKey> training, List<SampleKey> validation)
    {
        var (name, samples) = (Files[file].Name, Files[file].Samples);
        if (samples.Meta.Config != Config.Name)
        {
            throw new TrainingException($"Sample file {name} is of {samples.Meta.Config}, not {Config.Name}.");
        }

        var seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        for (var row = 0; row < samples.Count; row++)
        {
            var held = SeededRandom.Derive(seed, (ulong)samples.Game[row]) < validationShare * ulong.MaxValue;
            (held ? validation : training).Add(new SampleKey(file, row));
        }
    }
}
