"""What must hold on a staged batch, and the verdict. Enters: batches 'staged'. Leaves: 'accepted' or 'rejected'."""
