using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RingRift.Files;

namespace RingRift.GpuWorker.Torch;

/// <summary>
/// Brings TorchSharp's native half into the process where its file does not load as it is: it names a libstdc++ version (GLIBCXX_3.4.32)
/// that Debian 12 does not define, only because a header of newer compilers mentions it. A private copy with that one need marked weak is
/// loaded first; later requests for the same library name then get the loaded one.
/// </summary>
internal static partial class TorchLibrary
{
    private const string Binding = "libLibTorchSharp.so";

    // In the order in which they need one another.
    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    public static void Preload(string baseDirectory)
    {
        if (!OperatingSystem.IsLinux() || Find(baseDirectory) is not { } directory)
        {
            return;
        }

        foreach (var file in Dependencies.Select(name => Path.Combine(directory, name)).Where(File.Exists))
        {
            Load(file);
        }

        var binding = Path.Combine(directory, Binding);
        if (MissingVersion(binding) is { } version)
        {
            Load(PrivateCopy(binding, version));
        }
    }

    /// <summary>
    /// A copy of a library with one version need marked weak. Made once per content; never touches the original, which may be shared by
    /// hard links.
    /// </summary>
    public static string WeakenedCopy(string library, string version, string folder)
    {
        var original = File.ReadAllBytes(library);
        var hash = Convert.ToHexStringLower(SHA256.HashData(original))[..16];
        var own = Path.Combine(folder, $"{hash}-{version}");
        var copy = Path.Combine(own, Path.GetFileName(library));
        var weakened = ElfVersionNeeds.MarkWeak(original, version);
        if (File.Exists(copy) && File.ReadAllBytes(copy).AsSpan().SequenceEqual(weakened))
        {
            return copy;
        }

        Directory.CreateDirectory(own);
        AtomicFile.Write(copy, weakened);
        return copy;
    }

    private static string PrivateCopy(string library, string version)
    {
        try
        {
            return WeakenedCopy(library, version, PrivateFolder.Require(Path.Combine(PrivateFolder.OfUser(), "native")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TorchLoadException($"{Path.GetFileName(library)} needs a private copy on this system: {e.Message}", e);
        }
    }

    private static string? Find(string baseDirectory) =>
        new[] { Path.Combine(baseDirectory, "runtimes", "linux-x64", "native"), baseDirectory }
            .FirstOrDefault(directory => File.Exists(Path.Combine(directory, Binding)));

    /// <summary>
    /// The version the loader misses; null when the library loads, or fails for another reason, which TorchSharp then reports itself.
    /// </summary>
    private static string? MissingVersion(string library)
    {
        try
        {
            NativeLibrary.Load(library);
            return null;
        }
        catch (DllNotFoundException e)
        {
            return VersionNotFound().Match(e.Message) is { Success: true } match ? match.Groups["version"].Value : null;
        }
    }

    private static void Load(string library)
    {
        try
        {
            NativeLibrary.Load(library);
        }
        catch (DllNotFoundException e)
        {
            throw new TorchLoadException($"{Path.GetFileName(library)}: {e.Message}", e);
        }
    }

    [GeneratedRegex("version [`'](?<version>GLIBCXX_[0-9.]+)' not found")]
    private static partial Regex VersionNotFound();
}
