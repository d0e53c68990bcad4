using System.Security.Cryptography;
using System.Text;
using RingRift.Game;
using RingRift.Learning.Randomness;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// The rows a job trains on, from several sample files, with whole games held out for validation. In memory are numbers of rows alone.
/// </summary>
public sealed class SampleWindow : IDisposable
{
    /// <summary>Takes the files of a window.</summary>
    /// <param name="config">The configuration every file must have.</param>
    /// <param name="files">The files, at least one with a row, in the order in which their rows count; disposed with the window.</param>
    /// <param name="validationShare">Part of the games to hold out, 0..0.5.</param>
    /// <exception cref="TrainingException">A file is of another configuration, or there is no row to train on.</exception>
    public SampleWindow(GameConfig config, IReadOnlyList<SpilledSamples> files, double validationShare)
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
    public IReadOnlyList<SpilledSamples> Files { get; }

    /// <summary>Rows to train on, in file order.</summary>
    public IReadOnlyList<SampleKey> Training { get; }

    /// <summary>Rows of the held-out games, in file order.</summary>
    public IReadOnlyList<SampleKey> Validation { get; }

    /// <summary>Names the content: equal for the same files in the same order.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Files.Select(file => file.Name)))))[..32];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in Files)
        {
            file.Dispose();
        }
    }

    private void Split(int file, double validationShare, List<SampleKey> training, List<SampleKey> validation)
    {
        var samples = Files[file];
        if (samples.Config != Config)
        {
            throw new TrainingException($"Sample file {samples.Name} is of {samples.Config}, not {Config}.");
        }

        var seed = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(samples.Name)));
        for (var row = 0; row < samples.Count; row++)
        {
            var held = SeededRandom.Derive(seed, (ulong)samples.GameOf(row)) < validationShare * ulong.MaxValue;
            (held ? validation : training).Add(new SampleKey(file, row));
        }
    }
}
