namespace RingRift.GpuWorker.Torch;

/// <summary>One version that a shared library wants another one to define.</summary>
/// <param name="Library">The library that is to define it, for example <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version, for example <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Weak">Whether the loader goes on without it.</param>
/// <param name="FlagsOffset">Where its flags lie in the file, in bytes.</param>
public sealed record ElfVersionNeed(string Library, string Version, bool Weak, int FlagsOffset);
