namespace RingRift.Learning.Samples;

/// <summary>An .npz archive or .npy entry that cannot be read.</summary>
/// <param name="message">What is wrong, naming the entry.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class NpzFormatException(string message, Exception? inner = null) : IOException(message, inner);
