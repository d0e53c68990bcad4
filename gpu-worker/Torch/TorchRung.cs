namespace RingRift.GpuWorker.Torch;

/// <summary>One way to let LibTorch compute on a processor. Where one computes wrongly, the next is safer and slower.</summary>
/// <param name="Name">Name in settings, logs and reports.</param>
/// <param name="OneDnnIsa">The most that oneDNN may use of the processor; null for all it finds. oneDNN reads it once, when it is first
/// used.</param>
/// <param name="UseOneDnn">Whether convolutions go through oneDNN at all, or through LibTorch's own (unfolded, then a matrix
/// product).</param>
public sealed record TorchRung(string Name, string? OneDnnIsa, bool UseOneDnn)
{
    /// <summary>Name of the environment variable that oneDNN reads.</summary>
    public const string IsaVariable = "ONEDNN_MAX_CPU_ISA";

    /// <summary>All rungs, the fastest first.</summary>
    public static IReadOnlyList<TorchRung> All { get; } =
    [
        new("default", OneDnnIsa: null, UseOneDnn: true),
        new("SSE41", OneDnnIsa: "SSE41", UseOneDnn: true),
        new("no-oneDNN", OneDnnIsa: null, UseOneDnn: false),
    ];

    /// <summary>Where every machine begins that nothing is known about.</summary>
    public static TorchRung First => All[0];

    /// <summary>The next safer rung; null below the last.</summary>
    public TorchRung? Next => All.SkipWhile(rung => rung != this).Skip(1).FirstOrDefault();

    /// <summary>The rung of a name, whatever its case; null for none.</summary>
    public static TorchRung? Find(string? name) =>
        All.FirstOrDefault(rung => string.Equals(rung.Name, name, StringComparison.OrdinalIgnoreCase));
}
